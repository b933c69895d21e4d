import nodemailer from "nodemailer";

export interface Letter {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  /** The same for every try, so that a letter that arrives twice can be told to be one. */
  readonly id: string;
  /** Answers a POST by taking the address off the list (RFC 8058). */
  readonly unsubscribe: string;
}

/** "refused" is the last word about the address; "failed" may pass. */
export type Delivery =
  | { readonly kind: "sent" }
  | { readonly kind: "refused" | "failed"; readonly reason: string };

export interface Mailer {
  deliver(letter: Letter): Promise<Delivery>;
  close(): void;
}

/** A server that does not answer within these is tried again later. */
const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;
/** A server's words about a letter, as far as they are kept. */
const LONGEST_REASON = 300;

/**
 * Sends letters through an SMTP server, over one connection that is kept while there are some.
 *
 * @param server smtp://user:password@host:port or smtps://…
 * @param from the address they come from
 */
export function mailer({ server, from }: { server: string; from: string }): Mailer {
  const transport = nodemailer.createTransport({
    url: server,
    pool: true,
    maxConnections: 1,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    // A letter is text made here: nothing in it may read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = from.slice(from.lastIndexOf("@") + 1).replace(/[^A-Za-z0-9.-]/g, "");
  return {
    async deliver({ to, subject, text, id, unsubscribe }) {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          messageId: `<${id}@${host}>`,
          headers: {
            "List-Unsubscribe": `<${unsubscribe}>`,
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          },
        });
        return { kind: "sent" };
      } catch (error) {
        return { kind: isRefusal(error) ? "refused" : "failed", reason: reasonOf(error) };
      }
    },
    close: () => transport.close(),
  };
}

/** True when the server refused this very recipient for good, and not us or this moment. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !("responseCode" in error) || !("command" in error))
    return false;
  return error.command === "RCPT TO" && Number(error.responseCode) >= 500;
}

function reasonOf(error: unknown): string {
  const said = error instanceof Error && "response" in error ? error.response : undefined;
  const text =
    typeof said === "string" ? said : String(error instanceof Error ? error.message : error);
  return text.replace(/\s+/g, " ").slice(0, LONGEST_REASON);
}
