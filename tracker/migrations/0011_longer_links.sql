-- Links of up to 500 characters, as video meetings have.
-- Frozen: later changes are steps of their own.

CREATE TABLE "talk__new" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "staff" TEXT NOT NULL,
    "starts_at" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "mode" VARCHAR(20) NOT NULL,
    "link" VARCHAR(500) NOT NULL,
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

INSERT INTO "talk__new" SELECT * FROM "talk";

DROP TABLE "talk";

ALTER TABLE "talk__new" RENAME TO "talk";

CREATE INDEX "talk_municipality_citizen_starts_at"
    ON "talk" ("municipality", "citizen", "starts_at");

CREATE INDEX "talk_municipality_staff_starts_at" ON "talk" ("municipality", "staff", "starts_at");

CREATE INDEX "talk_municipality_follows" ON "talk" ("municipality", "follows");

CREATE INDEX "talk_municipality_series" ON "talk" ("municipality", "series");

CREATE TABLE "club__new" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "name" VARCHAR(40) NOT NULL,
    "consultant" TEXT NOT NULL,
    "company_consultant" TEXT,
    "weekday" INTEGER NOT NULL,
    "starts" VARCHAR(5) NOT NULL,
    "minutes" INTEGER NOT NULL,
    "mode" VARCHAR(20) NOT NULL,
    "place" VARCHAR(60) NOT NULL,
    "link" VARCHAR(500) NOT NULL,
    "from_on" DATE NOT NULL,
    "until_on" DATE NOT NULL,
    "changed_by" TEXT NOT NULL,
    "changed_on" DATE NOT NULL,
    PRIMARY KEY ("municipality", "id"),
    CHECK ("weekday" BETWEEN 0 AND 4),
    CHECK ("mode" IN ('in_person', 'video')),
    FOREIGN KEY ("municipality", "team") REFERENCES "team" ("municipality", "id"),
    FOREIGN KEY ("municipality", "consultant") REFERENCES "staff" ("municipality", "id"),
    FOREIGN KEY ("municipality", "company_consultant")
        REFERENCES "staff" ("municipality", "id")
);

INSERT INTO "club__new" SELECT * FROM "club";

DROP TABLE "club";

ALTER TABLE "club__new" RENAME TO "club";

CREATE INDEX "club_municipality_team" ON "club" ("municipality", "team");

CREATE INDEX "club_municipality_consultant" ON "club" ("municipality", "consultant");

CREATE INDEX "club_municipality_company_consultant"
    ON "club" ("municipality", "company_consultant");

CREATE TABLE "club_meeting__new" (
    "municipality" VARCHAR(40) NOT NULL,
    "club" TEXT NOT NULL,
    "planned_on" DATE NOT NULL,
    "held_on" DATE NOT NULL,
    "starts" VARCHAR(5) NOT NULL,
    "mode" VARCHAR(20) NOT NULL,
    "place" VARCHAR(60) NOT NULL,
    "link" VARCHAR(500) NOT NULL,
    "is_cancelled" INTEGER NOT NULL,
    "changed_by" TEXT NOT NULL,
    "changed_on" DATE NOT NULL,
    PRIMARY KEY ("municipality", "club", "planned_on"),
    CHECK ("mode" IN ('in_person', 'video')),
    FOREIGN KEY ("municipality", "club")
        REFERENCES "club" ("municipality", "id") ON DELETE CASCADE
);

INSERT INTO "club_meeting__new" SELECT * FROM "club_meeting";

DROP TABLE "club_meeting";

ALTER TABLE "club_meeting__new" RENAME TO "club_meeting";

CREATE TABLE "club_tip__new" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "club" TEXT NOT NULL,
    "title" VARCHAR(80) NOT NULL,
    "place" VARCHAR(60) NOT NULL,
    "link" VARCHAR(500) NOT NULL,
    "until_on" DATE NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_on" DATE NOT NULL,
    "removed_by" TEXT,
    "removed_on" DATE,
    PRIMARY KEY ("municipality", "id"),
    FOREIGN KEY ("municipality", "club")
        REFERENCES "club" ("municipality", "id") ON DELETE CASCADE
);

INSERT INTO "club_tip__new" SELECT * FROM "club_tip";

DROP TABLE "club_tip";

ALTER TABLE "club_tip__new" RENAME TO "club_tip";

CREATE INDEX "club_tip_municipality_club" ON "club_tip" ("municipality", "club");
