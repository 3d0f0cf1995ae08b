import { PERMISSIONS, type World } from "./world.ts";

const ADMIN_ROLE_ID = "1180000000000000101";
const STAFF_ROLE_ID = "1180000000000000102";

/** A small believable shop: an admin, a staff member, two customers, three channels. All made up. */
export const EXAMPLE_WORLD = {
  guildId: "1180000000000000001",
  guildName: "Kopi Senja",
  /** Somebody who does not take part, so that everybody here may do what their roles let them do. */
  ownerId: "1180000000000000200",
  botName: "Coffer",
  roles: [
    {
      id: ADMIN_ROLE_ID,
      name: "Admin",
      color: 0xe67e22,
      permissions: PERMISSIONS.manageGuild | PERMISSIONS.manageMessages,
    },
    {
      id: STAFF_ROLE_ID,
      name: "Staff",
      color: 0x2ecc71,
      permissions: PERMISSIONS.manageGuild | PERMISSIONS.manageMessages,
    },
  ],
  users: [
    {
      id: "1180000000000000201",
      username: "ratna",
      displayName: "Ratna",
      title: "Admin",
      roleIds: [ADMIN_ROLE_ID],
      locale: "en-US",
    },
    {
      id: "1180000000000000202",
      username: "bagus",
      displayName: "Bagus",
      title: "Staff",
      roleIds: [STAFF_ROLE_ID],
      locale: "en-US",
    },
    {
      id: "1180000000000000203",
      username: "ayu",
      displayName: "Ayu",
      title: "Customer",
      roleIds: [],
      locale: "en-US",
    },
    {
      id: "1180000000000000204",
      username: "dimas",
      displayName: "Dimas",
      title: "Customer",
      roleIds: [],
      locale: "id",
    },
  ],
  channels: [
    { id: "1180000000000000301", name: "general", topic: "Say hello" },
    { id: "1180000000000000302", name: "shop", topic: "Points, codes and orders" },
    {
      id: "1180000000000000303",
      name: "audit",
      topic: "What staff did, and why",
      roleIds: [ADMIN_ROLE_ID, STAFF_ROLE_ID],
    },
  ],
} as const satisfies World;

/** Role ids for the Worker's settings. */
export const EXAMPLE_ROLES = { adminId: ADMIN_ROLE_ID, staffId: STAFF_ROLE_ID } as const;
export const EXAMPLE_SHOP_CHANNEL_ID = EXAMPLE_WORLD.channels[1].id;
export const EXAMPLE_AUDIT_CHANNEL_ID = EXAMPLE_WORLD.channels[2].id;
