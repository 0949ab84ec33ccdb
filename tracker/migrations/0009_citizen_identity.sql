-- Citizens who also sign in by MitID. Frozen: later changes are steps of their own.

CREATE TABLE "citizen_identity" (
    "municipality" VARCHAR(40) NOT NULL,
    "citizen" TEXT NOT NULL,
    "digest" VARCHAR(64),
    "bound_on" DATE NOT NULL,
    "removed_on" DATE,
    "removed_by" TEXT,
    PRIMARY KEY ("municipality", "citizen"),
    FOREIGN KEY ("municipality", "citizen")
        REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "citizen_identity_municipality_digest"
    ON "citizen_identity" ("municipality", "digest");
