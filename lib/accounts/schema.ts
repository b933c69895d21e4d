import { z } from "zod";

export const email = z.string().trim().toLowerCase().max(254).pipe(z.email());
/** Long enough to resist guessing under the throttle, short enough that hashing cannot be abused. */
export const password = z.string().min(10).max(200);
export const personName = z.string().trim().min(1).max(120);

export const organisationName = z.string().trim().min(1).max(120);

export const credentials = z.strictObject({ email, password: z.string().min(1).max(200) });

const role = z.enum(["viewer", "researcher", "admin"]);

export const newMember = z.strictObject({ email, name: personName, password, role });

export const changedMember = z.strictObject({
  userId: z.string().min(1).max(64),
  role,
  enabled: z.boolean(),
});

export const firstAdmin = z.strictObject({
  secret: z.string().max(200),
  organisationName,
  name: personName,
  email,
  password,
});
