-- CreateTable
CREATE TABLE "ticket_counters" (
    "prefix" TEXT NOT NULL,
    "last_number" INTEGER NOT NULL,

    CONSTRAINT "ticket_counters_pkey" PRIMARY KEY ("prefix")
);

-- CreateTable
CREATE TABLE "tickets" (
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "queue" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "severity" SMALLINT NOT NULL,
    "status" TEXT NOT NULL,
    "requester_id" UUID NOT NULL,
    "assignee_id" UUID,
    "description" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "targets" JSONB NOT NULL,
    "reminders_sent" TEXT[],
    "acknowledgements" TEXT[],
    "reply_ids" TEXT[],
    "due_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,

    CONSTRAINT "tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sla_timers" (
    "ticket_id" UUID NOT NULL,
    "ordinal" SMALLINT NOT NULL,
    "metric" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3),

    CONSTRAINT "sla_timers_pkey" PRIMARY KEY ("ticket_id","ordinal")
);

-- CreateTable
CREATE TABLE "reminder_alarms" (
    "ticket_id" UUID NOT NULL,
    "run_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_alarms_pkey" PRIMARY KEY ("ticket_id")
);

-- CreateTable
CREATE TABLE "ticket_events" (
    "ticket_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "data" JSONB NOT NULL,

    CONSTRAINT "ticket_events_pkey" PRIMARY KEY ("ticket_id","sequence")
);

-- CreateTable
CREATE TABLE "people" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "chosen_language" TEXT,

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identities" (
    "platform" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "handle" TEXT,
    "handle_key" TEXT,
    "language_tag" TEXT,
    "timezone" TEXT,

    CONSTRAINT "identities_pkey" PRIMARY KEY ("platform","user_id")
);

-- CreateTable
CREATE TABLE "conversations" (
    "id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "chat" TEXT NOT NULL,
    "thread" TEXT,
    "form" TEXT NOT NULL,
    "card_message_id" TEXT,
    "person_id" UUID,
    "place" TEXT,
    "last_sequence" INTEGER NOT NULL DEFAULT 0,
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "conversations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_conversations" (
    "conversation_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "position" BIGSERIAL NOT NULL,

    CONSTRAINT "ticket_conversations_pkey" PRIMARY KEY ("conversation_id","ticket_id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "ticket_id" UUID,
    "content" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "available_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "message_id" TEXT,
    "error" TEXT,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_messages" (
    "platform" TEXT NOT NULL,
    "chat" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "ticket_id" UUID,
    "role" TEXT NOT NULL,
    "command" TEXT,
    "person_id" UUID,

    CONSTRAINT "chat_messages_pkey" PRIMARY KEY ("platform","chat","message_id")
);

-- CreateTable
CREATE TABLE "drafts" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "messages" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "follows" TEXT,
    "ticket_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "prompt_message_id" TEXT,
    "open_key" TEXT,

    CONSTRAINT "drafts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_events" (
    "platform" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "lane" TEXT,
    "payload" JSON,
    "received_at" TIMESTAMPTZ(3),
    "handled_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "inbound_events_pkey" PRIMARY KEY ("platform","event_id")
);

-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "tickets_reference_key" ON "tickets"("reference");

-- CreateIndex
CREATE INDEX "tickets_queue_status_severity_due_at_opened_at_idx" ON "tickets"("queue", "status", "severity", "due_at", "opened_at");

-- CreateIndex
CREATE INDEX "tickets_requester_id_status_idx" ON "tickets"("requester_id", "status");

-- CreateIndex
CREATE INDEX "tickets_assignee_id_status_idx" ON "tickets"("assignee_id", "status");

-- CreateIndex
CREATE INDEX "reminder_alarms_run_at_idx" ON "reminder_alarms"("run_at");

-- CreateIndex
CREATE INDEX "identities_platform_handle_key_idx" ON "identities"("platform", "handle_key");

-- CreateIndex
CREATE INDEX "identities_person_id_idx" ON "identities"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "conversations_place_key" ON "conversations"("place");

-- CreateIndex
CREATE INDEX "ticket_conversations_ticket_id_idx" ON "ticket_conversations"("ticket_id");

-- CreateIndex
CREATE INDEX "deliveries_state_conversation_id_sequence_idx" ON "deliveries"("state", "conversation_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_conversation_id_sequence_key" ON "deliveries"("conversation_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "drafts_open_key_key" ON "drafts"("open_key");

-- CreateIndex
CREATE INDEX "drafts_person_id_state_idx" ON "drafts"("person_id", "state");

-- CreateIndex
CREATE INDEX "inbound_events_handled_at_failed_at_position_idx" ON "inbound_events"("handled_at", "failed_at", "position");

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_timers" ADD CONSTRAINT "sla_timers_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_alarms" ADD CONSTRAINT "reminder_alarms_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_events" ADD CONSTRAINT "ticket_events_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_events" ADD CONSTRAINT "ticket_events_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identities" ADD CONSTRAINT "identities_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_conversations" ADD CONSTRAINT "ticket_conversations_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_conversations" ADD CONSTRAINT "ticket_conversations_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
