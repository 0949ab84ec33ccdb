-- Pauses, weekly targets, requests, and plans that come next. Frozen: later changes are steps.

CREATE TABLE "pause" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "from_on" DATE NOT NULL,
    "until_on" DATE NOT NULL,
    "set_by" TEXT,
    "set_at" TEXT NOT NULL,
    "ended_on" DATE,
    "ended_by" TEXT,
    PRIMARY KEY ("municipality", "id"),
    CHECK ("from_on" <= "until_on"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "pause_municipality_citizen" ON "pause" ("municipality", "citizen");

CREATE TABLE "plan_ahead" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "template" VARCHAR(60) NOT NULL,
    "title" VARCHAR(80) NOT NULL,
    "position" INTEGER NOT NULL,
    "chosen_by" TEXT NOT NULL,
    "chosen_at" TEXT NOT NULL,
    PRIMARY KEY ("municipality", "id"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "plan_ahead_municipality_citizen" ON "plan_ahead" ("municipality", "citizen");

CREATE TABLE "request" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "talk" TEXT,
    "made_on" DATE NOT NULL,
    "answered_on" DATE,
    "answered_by" TEXT,
    PRIMARY KEY ("municipality", "id"),
    CHECK ("kind" IN ('call_me', 'meet', 'not_that_day')),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "request_municipality_citizen" ON "request" ("municipality", "citizen");

CREATE TABLE "weekly_target" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "from_week" VARCHAR(8) NOT NULL,
    "per_week" INTEGER NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TEXT NOT NULL,
    PRIMARY KEY ("municipality", "id"),
    CHECK ("per_week" BETWEEN 0 AND 20),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "weekly_target_municipality_citizen" ON "weekly_target" ("municipality", "citizen");
