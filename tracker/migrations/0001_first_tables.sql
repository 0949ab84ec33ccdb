-- The first tables. Frozen: later changes are steps of their own, never edits here.

CREATE TABLE "access_log" (
    "municipality" VARCHAR(40) NOT NULL,
    "citizen" TEXT NOT NULL,
    "staff" TEXT NOT NULL,
    "purpose" VARCHAR(20) NOT NULL,
    "opened_on" DATE NOT NULL,
    "role" VARCHAR(20) NOT NULL,
    "team_name" VARCHAR(60) NOT NULL,
    PRIMARY KEY ("municipality", "citizen", "staff", "purpose", "opened_on"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE TABLE "activity_state" (
    "municipality" VARCHAR(40) NOT NULL,
    "citizen" TEXT NOT NULL,
    "activity" VARCHAR(80) NOT NULL,
    "done_at" TEXT NOT NULL,
    "revision" VARCHAR(16) NOT NULL,
    PRIMARY KEY ("municipality", "citizen", "activity"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE TABLE "citizen" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "consultant" TEXT NOT NULL,
    "display_name" VARCHAR(40) NOT NULL,
    "reference" VARCHAR(20) NOT NULL,
    "support_level" VARCHAR(20) NOT NULL,
    "created_on" DATE NOT NULL,
    PRIMARY KEY ("municipality", "id"),
    FOREIGN KEY ("municipality", "team") REFERENCES "team" ("municipality", "id"),
    FOREIGN KEY ("municipality", "consultant") REFERENCES "staff" ("municipality", "id")
);

CREATE UNIQUE INDEX "citizen_municipality_reference" ON "citizen" ("municipality", "reference");

CREATE INDEX "citizen_municipality_team_display_name"
    ON "citizen" ("municipality", "team", "display_name");

CREATE INDEX "citizen_municipality_consultant" ON "citizen" ("municipality", "consultant");

CREATE TABLE "citizen_summary" (
    "municipality" VARCHAR(40) NOT NULL,
    "citizen" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "items" INTEGER NOT NULL,
    "done" INTEGER NOT NULL,
    "last_on" DATE,
    PRIMARY KEY ("municipality", "citizen"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE TABLE "erasure" (
    "municipality" VARCHAR(40) NOT NULL,
    "citizen" TEXT NOT NULL,
    "erased_on" DATE NOT NULL,
    "cause" VARCHAR(20) NOT NULL,
    PRIMARY KEY ("municipality", "citizen")
);

CREATE TABLE "event" (
    "municipality" VARCHAR(40) NOT NULL,
    "citizen" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "subject" VARCHAR(100) NOT NULL,
    "data" TEXT NOT NULL,
    "effective_at" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "received_at" TEXT NOT NULL,
    "staff" TEXT,
    "digest" VARCHAR(64) NOT NULL,
    PRIMARY KEY ("municipality", "citizen", "id"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "event_municipality_citizen_subject"
    ON "event" ("municipality", "citizen", "subject");

CREATE TABLE "item_state" (
    "municipality" VARCHAR(40) NOT NULL,
    "citizen" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "done_at" TEXT,
    "revision" VARCHAR(16) NOT NULL,
    "confirmed_on" DATE,
    "waived_on" DATE,
    "waived_reason" VARCHAR(40) NOT NULL,
    "is_removed" INTEGER NOT NULL,
    PRIMARY KEY ("municipality", "citizen", "item"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE,
    FOREIGN KEY ("municipality", "item")
        REFERENCES "plan_item" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "item_state_municipality_item" ON "item_state" ("municipality", "item");

CREATE TABLE "page_grant" (
    "municipality" VARCHAR(40) NOT NULL,
    "token_digest" VARCHAR(64) NOT NULL,
    "citizen" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    PRIMARY KEY ("municipality", "token_digest", "citizen"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "page_grant_municipality_citizen" ON "page_grant" ("municipality", "citizen");

CREATE TABLE "plan" (
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
    "ended_on" DATE,
    PRIMARY KEY ("municipality", "id"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "plan_municipality_citizen" ON "plan" ("municipality", "citizen");

CREATE TABLE "plan_change" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "staff" TEXT NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "reason" VARCHAR(40) NOT NULL,
    "changed_at" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    PRIMARY KEY ("municipality", "id"),
    CHECK ("kind" IN ('added', 'removed', 'waived', 'restored')),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE,
    FOREIGN KEY ("municipality", "item")
        REFERENCES "plan_item" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "plan_change_municipality_citizen_changed_at"
    ON "plan_change" ("municipality", "citizen", "changed_at");

CREATE INDEX "plan_change_municipality_item" ON "plan_change" ("municipality", "item");

CREATE TABLE "plan_item" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "key" VARCHAR(60) NOT NULL,
    "task" VARCHAR(80) NOT NULL,
    "title" VARCHAR(80) NOT NULL,
    "do" TEXT NOT NULL,
    "planned_on" DATE,
    "created_at" TEXT NOT NULL,
    PRIMARY KEY ("municipality", "id"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE,
    FOREIGN KEY ("municipality", "plan")
        REFERENCES "plan" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "plan_item_municipality_citizen_task"
    ON "plan_item" ("municipality", "citizen", "task");

CREATE INDEX "plan_item_municipality_plan" ON "plan_item" ("municipality", "plan");

CREATE TABLE "session" (
    "municipality" VARCHAR(40) NOT NULL,
    "token_digest" VARCHAR(64) NOT NULL,
    "person" TEXT NOT NULL,
    "role" VARCHAR(20) NOT NULL,
    "is_shared_device" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "seen_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    PRIMARY KEY ("municipality", "token_digest")
);

CREATE INDEX "session_municipality_person" ON "session" ("municipality", "person");

CREATE TABLE "sign_in_code" (
    "municipality" VARCHAR(40) NOT NULL,
    "citizen" TEXT NOT NULL,
    "digest" VARCHAR(64) NOT NULL,
    "created_on" DATE NOT NULL,
    "first_used_on" DATE,
    "last_used_on" DATE,
    PRIMARY KEY ("municipality", "citizen"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "sign_in_code_municipality_digest"
    ON "sign_in_code" ("municipality", "digest");

CREATE TABLE "staff" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "team" TEXT,
    "role" VARCHAR(20) NOT NULL,
    "name" VARCHAR(60) NOT NULL,
    "sign_in_name" VARCHAR(60) NOT NULL,
    "password_hash" TEXT NOT NULL,
    "is_active" INTEGER NOT NULL,
    PRIMARY KEY ("municipality", "id"),
    FOREIGN KEY ("municipality", "team") REFERENCES "team" ("municipality", "id"),
    CHECK ("role" IN ('consultant', 'leader', 'operator', 'dpo'))
);

CREATE UNIQUE INDEX "staff_municipality_sign_in_name" ON "staff" ("municipality", "sign_in_name");

CREATE TABLE "store_fact" (
    "name" VARCHAR(40) NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

CREATE TABLE "talk" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "staff" TEXT NOT NULL,
    "starts_at" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "mode" VARCHAR(20) NOT NULL,
    "outcome" VARCHAR(20),
    "agreed" VARCHAR(120) NOT NULL,
    "ended_at" TEXT,
    "ended_by" TEXT,
    "follows" TEXT,
    PRIMARY KEY ("municipality", "id"),
    CHECK ("mode" IN ('in_person', 'phone', 'video')),
    CHECK ("outcome" IN ('held', 'not_reached', 'cancelled')),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "talk_municipality_citizen_starts_at"
    ON "talk" ("municipality", "citizen", "starts_at");

CREATE INDEX "talk_municipality_staff_starts_at" ON "talk" ("municipality", "staff", "starts_at");

CREATE INDEX "talk_municipality_follows" ON "talk" ("municipality", "follows");

CREATE TABLE "team" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "name" VARCHAR(60) NOT NULL,
    PRIMARY KEY ("municipality", "id")
);

CREATE TABLE "week_count" (
    "municipality" VARCHAR(40) NOT NULL,
    "citizen" TEXT NOT NULL,
    "week" VARCHAR(8) NOT NULL,
    "count" INTEGER NOT NULL,
    PRIMARY KEY ("municipality", "citizen", "week"),
    CHECK ("count" BETWEEN 0 AND 20),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE TABLE "wish" (
    "municipality" VARCHAR(40) NOT NULL,
    "citizen" TEXT NOT NULL,
    "topic" VARCHAR(40),
    "chosen_at" TEXT NOT NULL,
    PRIMARY KEY ("municipality", "citizen"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);
