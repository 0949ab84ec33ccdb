-- Who began and ended a plan and why, trial citizens, sign-in elsewhere, where talks come from.
-- Frozen: later changes are steps of their own. Each table is made anew, since SQLite cannot add a
-- column before a constraint, and a migrated table shall be the very table a new database has.

CREATE TABLE "staff__new" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "team" TEXT,
    "role" VARCHAR(20) NOT NULL,
    "name" VARCHAR(60) NOT NULL,
    "sign_in_name" VARCHAR(60) NOT NULL,
    "password_hash" TEXT NOT NULL,
    "subject" VARCHAR(64),
    "is_active" INTEGER NOT NULL,
    PRIMARY KEY ("municipality", "id"),
    FOREIGN KEY ("municipality", "team") REFERENCES "team" ("municipality", "id"),
    CHECK ("role" IN ('consultant', 'leader', 'operator', 'dpo'))
);

INSERT INTO "staff__new" (
    "municipality", "id", "team", "role", "name", "sign_in_name", "password_hash", "is_active",
    "subject"
)
SELECT
    "municipality", "id", "team", "role", "name", "sign_in_name", "password_hash", "is_active",
    NULL
FROM "staff";

DROP TABLE "staff";

ALTER TABLE "staff__new" RENAME TO "staff";

CREATE UNIQUE INDEX "staff_municipality_sign_in_name" ON "staff" ("municipality", "sign_in_name");

CREATE UNIQUE INDEX "staff_municipality_subject" ON "staff" ("municipality", "subject");

CREATE TABLE "citizen__new" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "consultant" TEXT NOT NULL,
    "display_name" VARCHAR(40) NOT NULL,
    "reference" VARCHAR(20) NOT NULL,
    "support_level" VARCHAR(20) NOT NULL,
    "created_on" DATE NOT NULL,
    "trial_of" TEXT,
    PRIMARY KEY ("municipality", "id"),
    FOREIGN KEY ("municipality", "team") REFERENCES "team" ("municipality", "id"),
    FOREIGN KEY ("municipality", "consultant") REFERENCES "staff" ("municipality", "id")
);

INSERT INTO "citizen__new" (
    "municipality", "id", "team", "consultant", "display_name", "reference", "support_level",
    "created_on", "trial_of"
)
SELECT
    "municipality", "id", "team", "consultant", "display_name", "reference", "support_level",
    "created_on", NULL
FROM "citizen";

DROP TABLE "citizen";

ALTER TABLE "citizen__new" RENAME TO "citizen";

CREATE UNIQUE INDEX "citizen_municipality_reference" ON "citizen" ("municipality", "reference");

CREATE INDEX "citizen_municipality_team_display_name"
    ON "citizen" ("municipality", "team", "display_name");

CREATE INDEX "citizen_municipality_consultant" ON "citizen" ("municipality", "consultant");

CREATE INDEX "citizen_municipality_trial_of" ON "citizen" ("municipality", "trial_of");

CREATE TABLE "plan__new" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "template" VARCHAR(60) NOT NULL,
    "title" VARCHAR(80) NOT NULL,
    "citizen_title" VARCHAR(80) NOT NULL,
    "shows_dates" INTEGER NOT NULL,
    "is_one_at_a_time" INTEGER NOT NULL,
    "target_what" VARCHAR(80) NOT NULL,
    "target_per_week" INTEGER,
    "start_on" DATE NOT NULL,
    "created_at" TEXT NOT NULL,
    "started_by" TEXT,
    "ended_on" DATE,
    "ended_by" TEXT,
    "ended_reason" VARCHAR(20) NOT NULL,
    PRIMARY KEY ("municipality", "id"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

-- Of a plan that ended before reasons were kept nobody said why.
INSERT INTO "plan__new" (
    "municipality", "id", "citizen", "template", "title", "citizen_title", "shows_dates",
    "is_one_at_a_time", "target_what", "target_per_week", "start_on", "created_at", "ended_on",
    "started_by", "ended_by", "ended_reason"
)
SELECT
    "municipality", "id", "citizen", "template", "title", "citizen_title", "shows_dates",
    "is_one_at_a_time", "target_what", "target_per_week", "start_on", "created_at", "ended_on",
    NULL, NULL, CASE WHEN "ended_on" IS NULL THEN '' ELSE 'uoplyst' END
FROM "plan";

DROP TABLE "plan";

ALTER TABLE "plan__new" RENAME TO "plan";

CREATE INDEX "plan_municipality_citizen" ON "plan" ("municipality", "citizen");

CREATE TABLE "plan_change__new" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "staff" TEXT,
    "kind" VARCHAR(20) NOT NULL,
    "reason" VARCHAR(40) NOT NULL,
    "detail" VARCHAR(40) NOT NULL,
    "changed_at" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    PRIMARY KEY ("municipality", "id"),
    CHECK ("kind" IN ('added', 'removed', 'waived', 'restored', 'moved')),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE,
    FOREIGN KEY ("municipality", "item")
        REFERENCES "plan_item" ("municipality", "id") ON DELETE CASCADE
);

INSERT INTO "plan_change__new" (
    "municipality", "id", "citizen", "item", "staff", "kind", "reason", "changed_at", "counter",
    "detail"
)
SELECT
    "municipality", "id", "citizen", "item", "staff", "kind", "reason", "changed_at", "counter",
    ''
FROM "plan_change";

DROP TABLE "plan_change";

ALTER TABLE "plan_change__new" RENAME TO "plan_change";

CREATE INDEX "plan_change_municipality_citizen_changed_at"
    ON "plan_change" ("municipality", "citizen", "changed_at");

CREATE INDEX "plan_change_municipality_item" ON "plan_change" ("municipality", "item");

CREATE TABLE "talk__new" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "staff" TEXT NOT NULL,
    "starts_at" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "mode" VARCHAR(20) NOT NULL,
    "link" VARCHAR(200) NOT NULL,
    "source" VARCHAR(20) NOT NULL,
    "external_id" VARCHAR(80) NOT NULL,
    "series" TEXT,
    "outcome" VARCHAR(20),
    "agreed" VARCHAR(120) NOT NULL,
    "ended_at" TEXT,
    "ended_by" TEXT,
    "follows" TEXT,
    PRIMARY KEY ("municipality", "id"),
    CHECK ("mode" IN ('in_person', 'phone', 'video')),
    CHECK ("source" IN ('typed', 'imported', 'opened')),
    CHECK ("outcome" IN ('held', 'not_reached', 'cancelled')),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

INSERT INTO "talk__new" (
    "municipality", "id", "citizen", "staff", "starts_at", "minutes", "mode", "outcome", "agreed",
    "ended_at", "ended_by", "follows", "link", "source", "external_id", "series"
)
SELECT
    "municipality", "id", "citizen", "staff", "starts_at", "minutes", "mode", "outcome", "agreed",
    "ended_at", "ended_by", "follows", '', 'typed', '', NULL
FROM "talk";

DROP TABLE "talk";

ALTER TABLE "talk__new" RENAME TO "talk";

CREATE INDEX "talk_municipality_citizen_starts_at"
    ON "talk" ("municipality", "citizen", "starts_at");

CREATE INDEX "talk_municipality_staff_starts_at" ON "talk" ("municipality", "staff", "starts_at");

CREATE INDEX "talk_municipality_follows" ON "talk" ("municipality", "follows");

CREATE INDEX "talk_municipality_series" ON "talk" ("municipality", "series");
