import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";

// One process holds copies of this module: the server's, from the source, and the build's.
const shared = globalThis as typeof globalThis & {
  tradeoffPages?: AsyncLocalStorage<ServerResponse>;
};
shared.tradeoffPages ??= new AsyncLocalStorage<ServerResponse>();
const pages = shared.tradeoffPages;

/** Runs the drawing of a page so that what fails in it can still say so in the status. */
export function drawingPage<T>(response: ServerResponse, draw: () => T): T {
  return pages.run(response, draw);
}

/**
 * Has the page under way answer 503 with Retry-After where Next would say 500, the one status it has
 * for a page that could not be drawn. Nothing happens once its first bytes are gone.
 */
export function answerUnavailable(): void {
  const response = pages.getStore();
  if (!response) return;
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    ...rest: unknown[]
  ) => ServerResponse;
  response.writeHead = (status: number, ...rest: unknown[]) => {
    if (status !== 500) return writeHead(status, ...rest);
    response.setHeader("Retry-After", "5");
    return writeHead(503, ...rest);
  };
}
