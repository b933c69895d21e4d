import http from "node:http";
import type { AddressInfo } from "node:net";

/** A panel's web site, as far as a study meets it: it notes who comes back, and frames a page. */
export interface PanelSite {
  /** "localhost:4321". */
  readonly host: string;
  /** The addresses people came back by, in order, without those a browser asks for by itself. */
  readonly returns: string[];
  stop(): Promise<void>;
}

/** Starts a panel's site on a free port; `/frame?of=ADDRESS` shows that address in a frame, with `&sandbox=…` in one that may do only that. */
export async function startPanelSite(): Promise<PanelSite> {
  const returns: string[] = [];
  const server = http.createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/end") returns.push(request.url ?? "");
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    const asked = (name: string) => (searchParams.get(name) ?? "").replaceAll('"', "&quot;");
    const sandbox = searchParams.has("sandbox") ? ` sandbox="${asked("sandbox")}"` : "";
    response.end(
      pathname === "/frame"
        ? `<!doctype html><title>Host</title><iframe src="${asked("of")}"${sandbox} width="800" height="800"></iframe>`
        : "<!doctype html><title>Panel</title><h1>Welcome back</h1>",
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return {
    host: `localhost:${(server.address() as AddressInfo).port}`,
    returns,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
