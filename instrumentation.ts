/** Runs once when the server starts: refuses a start that could not keep its promises. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startServer } = await import("./app/_http/start-server");
  await startServer();
}
