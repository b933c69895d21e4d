import { answerUnavailable } from "./app/_http/status-of-page";
import { DatabaseUnavailable } from "./db/errors";

/** Runs once when the server starts: refuses a start that could not keep its promises. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startServer } = await import("./app/_http/start-server");
  await startServer();
}

/** Runs when a page could not be drawn, before its first byte has gone. */
export function onRequestError(error: unknown): void {
  if (error instanceof DatabaseUnavailable) answerUnavailable();
}
