-- Job clubs and sign-ups for webinars. Frozen: later changes are steps of their own.

CREATE TABLE "club" (
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
    "link" VARCHAR(200) NOT NULL,
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

CREATE INDEX "club_municipality_team" ON "club" ("municipality", "team");

CREATE INDEX "club_municipality_consultant" ON "club" ("municipality", "consultant");

CREATE INDEX "club_municipality_company_consultant"
    ON "club" ("municipality", "company_consultant");

CREATE TABLE "club_item" (
    "municipality" VARCHAR(40) NOT NULL,
    "club_task" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    PRIMARY KEY ("municipality", "club_task", "citizen"),
    FOREIGN KEY ("municipality", "club_task")
        REFERENCES "club_task" ("municipality", "id") ON DELETE CASCADE,
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE,
    FOREIGN KEY ("municipality", "item")
        REFERENCES "plan_item" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "club_item_municipality_citizen" ON "club_item" ("municipality", "citizen");

CREATE INDEX "club_item_municipality_item" ON "club_item" ("municipality", "item");

CREATE TABLE "club_meeting" (
    "municipality" VARCHAR(40) NOT NULL,
    "club" TEXT NOT NULL,
    "planned_on" DATE NOT NULL,
    "held_on" DATE NOT NULL,
    "starts" VARCHAR(5) NOT NULL,
    "mode" VARCHAR(20) NOT NULL,
    "place" VARCHAR(60) NOT NULL,
    "link" VARCHAR(200) NOT NULL,
    "is_cancelled" INTEGER NOT NULL,
    "changed_by" TEXT NOT NULL,
    "changed_on" DATE NOT NULL,
    PRIMARY KEY ("municipality", "club", "planned_on"),
    CHECK ("mode" IN ('in_person', 'video')),
    FOREIGN KEY ("municipality", "club")
        REFERENCES "club" ("municipality", "id") ON DELETE CASCADE
);

CREATE TABLE "club_member" (
    "municipality" VARCHAR(40) NOT NULL,
    "club" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "since_on" DATE NOT NULL,
    "added_by" TEXT NOT NULL,
    "left_on" DATE,
    "removed_by" TEXT,
    "shows_name" INTEGER NOT NULL,
    PRIMARY KEY ("municipality", "club", "citizen"),
    FOREIGN KEY ("municipality", "club")
        REFERENCES "club" ("municipality", "id") ON DELETE CASCADE,
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "club_member_municipality_citizen" ON "club_member" ("municipality", "citizen");

CREATE TABLE "club_task" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "club" TEXT NOT NULL,
    "task" VARCHAR(80) NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_on" DATE NOT NULL,
    "removed_by" TEXT,
    "removed_on" DATE,
    PRIMARY KEY ("municipality", "id"),
    FOREIGN KEY ("municipality", "club")
        REFERENCES "club" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "club_task_municipality_club" ON "club_task" ("municipality", "club");

CREATE TABLE "club_tip" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "club" TEXT NOT NULL,
    "title" VARCHAR(80) NOT NULL,
    "place" VARCHAR(60) NOT NULL,
    "link" VARCHAR(200) NOT NULL,
    "until_on" DATE NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_on" DATE NOT NULL,
    "removed_by" TEXT,
    "removed_on" DATE,
    PRIMARY KEY ("municipality", "id"),
    FOREIGN KEY ("municipality", "club")
        REFERENCES "club" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "club_tip_municipality_club" ON "club_tip" ("municipality", "club");

CREATE TABLE "webinar_signup" (
    "municipality" VARCHAR(40) NOT NULL,
    "citizen" TEXT NOT NULL,
    "webinar" VARCHAR(80) NOT NULL,
    "signed_on" DATE NOT NULL,
    PRIMARY KEY ("municipality", "citizen", "webinar"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);
