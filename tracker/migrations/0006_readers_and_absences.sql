-- Readers, absence cover and handovers. Frozen: later changes are steps of their own.

CREATE TABLE "absence" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "staff" TEXT NOT NULL,
    "cover" TEXT NOT NULL,
    "from_on" DATE NOT NULL,
    "until_on" DATE NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_on" DATE NOT NULL,
    PRIMARY KEY ("municipality", "id"),
    CHECK ("from_on" <= "until_on")
);

CREATE INDEX "absence_municipality_cover_until_on"
    ON "absence" ("municipality", "cover", "until_on");

CREATE INDEX "absence_municipality_staff_until_on"
    ON "absence" ("municipality", "staff", "until_on");

CREATE TABLE "handover" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "from_staff" TEXT NOT NULL,
    "from_team" TEXT NOT NULL,
    "to_staff" TEXT NOT NULL,
    "on_date" DATE NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_on" DATE NOT NULL,
    "done_on" DATE,
    "cancelled_on" DATE,
    PRIMARY KEY ("municipality", "id"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "handover_municipality_citizen_on_date"
    ON "handover" ("municipality", "citizen", "on_date");

CREATE INDEX "handover_municipality_made_by_on_date"
    ON "handover" ("municipality", "made_by", "on_date");

CREATE TABLE "reader" (
    "municipality" VARCHAR(40) NOT NULL,
    "citizen" TEXT NOT NULL,
    "staff" TEXT NOT NULL,
    "since_on" DATE NOT NULL,
    "given_by" TEXT NOT NULL,
    PRIMARY KEY ("municipality", "citizen", "staff"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "reader_municipality_staff" ON "reader" ("municipality", "staff");
