#!/bin/sh
# /usr/local/bin/jobvej: a command as the service's user and with its settings, as in `jobvej doctor`.
# What writes the site and the films (`jobvej publish`) is for the owner of /srv/jobvej instead.
exec sudo -u jobvej sh -c \
    'set -a; . /etc/jobvej/jobvej.env; cd /srv/jobvej; exec .venv/bin/jobvej "$@"' jobvej "$@"
