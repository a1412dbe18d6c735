-- CreateTable
CREATE TABLE "reminder_alarms" (
    "ticket_id" UUID NOT NULL,
    "run_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_alarms_pkey" PRIMARY KEY ("ticket_id")
);

-- CreateIndex
CREATE INDEX "reminder_alarms_run_at_idx" ON "reminder_alarms"("run_at");

-- AddForeignKey
ALTER TABLE "reminder_alarms" ADD CONSTRAINT "reminder_alarms_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Until now reminders were jobs: every open ticket is looked at once, which sets its alarm.
INSERT INTO "reminder_alarms" ("ticket_id", "run_at")
SELECT "id", now() FROM "tickets" WHERE "status" NOT IN ('resolved', 'closed');
