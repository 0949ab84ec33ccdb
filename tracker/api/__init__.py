"""The client's API: what devices, readers without a name, and whoever watches over us ask."""
