-- Case notes and the addresses of calendars. Frozen: later changes are steps of their own.

CREATE TABLE "calendar_address" (
    "municipality" VARCHAR(40) NOT NULL,
    "person" TEXT NOT NULL,
    "role" VARCHAR(20) NOT NULL,
    "token_digest" VARCHAR(64) NOT NULL,
    "created_on" DATE NOT NULL,
    PRIMARY KEY ("municipality", "person"),
    CHECK ("role" IN ('citizen', 'consultant'))
);

CREATE UNIQUE INDEX "calendar_address_municipality_token_digest"
    ON "calendar_address" ("municipality", "token_digest");

CREATE TABLE "case_note" (
    "municipality" VARCHAR(40) NOT NULL,
    "id" TEXT NOT NULL,
    "citizen" TEXT NOT NULL,
    "staff" TEXT NOT NULL,
    "made_at" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    PRIMARY KEY ("municipality", "id"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE INDEX "case_note_municipality_citizen_made_at"
    ON "case_note" ("municipality", "citizen", "made_at");
