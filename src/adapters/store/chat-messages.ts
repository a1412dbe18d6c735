// What messages in chats are to the desk, as they come back from the database.
import { z } from 'zod';
import type { ChatMessage } from '../../app/ports.ts';
import type { Prisma } from '../../generated/prisma/client.ts';

const role = z.enum(['card', 'requester', 'agent', 'desk', 'written', 'prompt']) satisfies z.ZodType<
  ChatMessage['role']
>;

export const chatMessageFromRow = ({ bodyId, ...row }: Prisma.ChatMessageModel): ChatMessage => ({
  ...row,
  role: role.parse(row.role),
  ...(bodyId !== null && { bodyId }),
});
