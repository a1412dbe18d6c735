-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "file_id" TEXT;

-- CreateTable
CREATE TABLE "ticket_erasures" (
    "ticket_id" UUID NOT NULL,
    "texts_at" TIMESTAMPTZ(3),
    "files_at" TIMESTAMPTZ(3),
    "samples_at" TIMESTAMPTZ(3),

    CONSTRAINT "ticket_erasures_pkey" PRIMARY KEY ("ticket_id")
);

-- CreateTable
CREATE TABLE "removals" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "message_id" TEXT,
    "file_id" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "available_at" TIMESTAMPTZ(3) NOT NULL,
    "refusal" TEXT,

    CONSTRAINT "removals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "removals_available_at_idx" ON "removals"("available_at");

-- AddForeignKey
ALTER TABLE "ticket_erasures" ADD CONSTRAINT "ticket_erasures_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "removals" ADD CONSTRAINT "removals_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "removals" ADD CONSTRAINT "removals_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
