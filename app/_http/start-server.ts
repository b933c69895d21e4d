import { database } from "@/db/client";
import { needsSetup, setupSecret } from "@/lib/accounts/set-up-first-admin";
import { environment } from "@/lib/env";
import { releaseExpired } from "@/lib/fielding/release-expired";
import { every } from "@/lib/jobs/every";
import { startJobs } from "@/lib/jobs/run-jobs";
import { startMail } from "@/lib/jobs/send-mail";
import { mailer } from "@/lib/mail/mailer";
import { watchClockFromNow } from "@/lib/steady-clock";

const RELEASE_EVERY_MS = 60_000;

/**
 * What must hold before the first request: a complete environment and a migrated, durable database.
 * Anything else ends the process with the reason, rather than serving pages that lose answers.
 */
export async function startServer(): Promise<void> {
  try {
    const { NEXTAUTH_URL, SMTP_URL, MAIL_FROM, TRUST_PROXY } = environment();
    watchClockFromNow();
    // next-auth reads its address from the process, not from its options.
    process.env.NEXTAUTH_URL = NEXTAUTH_URL;
    const db = await database();
    if (await needsSetup(db)) {
      process.stdout.write(
        `Nobody has an account yet. Open ${NEXTAUTH_URL}/setup with the secret ${setupSecret()}\n`,
      );
    }
    if (TRUST_PROXY === "0") {
      process.stdout.write(
        "TRUST_PROXY=0: starts and sign-ins are limited by the address that connects, and not at all where " +
          "that is this machine or a private network, as behind a proxy. Set it to 1 behind one that sets " +
          "X-Forwarded-For.\n",
      );
    }
    startJobs(db);
    every(RELEASE_EVERY_MS, "releasing idle interviews", () => releaseExpired({ db }));
    if (SMTP_URL && MAIL_FROM) startMail(db, mailer({ server: SMTP_URL, from: MAIL_FROM }));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
