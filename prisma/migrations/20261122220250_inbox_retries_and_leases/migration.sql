-- DropIndex
DROP INDEX "inbound_events_handled_at_failed_at_position_idx";

-- AlterTable
ALTER TABLE "inbound_events" ADD COLUMN     "attempts" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "retry_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "leases" (
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "asked" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "leases_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "inbound_events_lane_idx" ON "inbound_events"("handled_at", "failed_at", "platform", "lane", "position");
