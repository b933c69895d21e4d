import http from "node:http";
import { answerRespondent } from "./_front/listener";

/** The front on a port of its own, without Next behind it. */
export interface Front {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the front; what is no respondent's page is answered with 501. */
export async function openFront(): Promise<Front> {
  const server = http.createServer((request, response) => {
    if (!answerRespondent(request, response)) response.writeHead(501).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The front has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
