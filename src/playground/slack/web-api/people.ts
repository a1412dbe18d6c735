// Methods on who is who: auth.test, users.*, bots.info, team.info, and the way into Socket Mode.
import { z } from 'zod';
import { SlackRefusal } from '../refusals.ts';
import { compact, userWire } from '../workspace/wire.ts';
import { argumentsOf, flag, id, paging } from './arguments.ts';
import { method } from './method.ts';
import { pageOf } from './paging.ts';

const authTest = method({
  name: 'auth.test',
  tier: 'unlimited',
  args: argumentsOf({}),
  run({ workspace }) {
    const { app, team } = workspace;
    return {
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      user: workspace.user(app.botUserId).name,
      team_id: team.id,
      user_id: app.botUserId,
      bot_id: app.botId,
      is_enterprise_install: false,
    };
  },
});

const connectionsOpen = method({
  name: 'apps.connections.open',
  tier: 1,
  token: 'app',
  args: argumentsOf({}),
  run: ({ socketUrl }) => ({ url: socketUrl() }),
});

const usersInfo = method({
  name: 'users.info',
  tier: 4,
  scopes: ['users:read'],
  args: argumentsOf({ user: id, include_locale: flag }),
  run: ({ workspace }, args) => ({
    user: userWire(workspace, workspace.user(args.user), args.include_locale ?? false),
  }),
});

const usersList = method({
  name: 'users.list',
  tier: 2,
  scopes: ['users:read'],
  args: argumentsOf({ ...paging, include_locale: flag }),
  run({ workspace }, args) {
    const own = [...workspace.users.values()].filter((user) => !workspace.isStranger(user));
    const { entries, nextCursor } = pageOf(own, args);
    return {
      members: entries.map((user) => userWire(workspace, user, args.include_locale ?? false)),
      cache_ts: Math.floor(workspace.now() / 1000),
      response_metadata: { next_cursor: nextCursor },
    };
  },
});

const botsInfo = method({
  name: 'bots.info',
  tier: 3,
  scopes: ['users:read'],
  args: argumentsOf({ bot: id.optional() }),
  run({ workspace }, args) {
    const { app } = workspace;
    if (args.bot !== undefined && args.bot !== app.botId) throw new SlackRefusal('bot_not_found');
    const user = workspace.user(app.botUserId);
    return {
      bot: {
        id: app.botId,
        deleted: user.deleted,
        name: user.realName,
        app_id: app.appId,
        user_id: user.id,
        icons: {},
      },
    };
  },
});

const teamInfo = method({
  name: 'team.info',
  tier: 3,
  scopes: ['team:read'],
  args: argumentsOf({ team: id.optional(), domain: z.string().optional() }),
  run({ workspace }, args) {
    const team = args.team === undefined ? workspace.team : workspace.teams.get(args.team);
    if (team === undefined) throw new SlackRefusal('team_not_found');
    return {
      team: compact({ id: team.id, name: team.name, domain: team.domain, email_domain: '', icon: {} }),
    };
  },
});

export const peopleMethods = [authTest, connectionsOpen, usersInfo, usersList, botsInfo, teamInfo];
