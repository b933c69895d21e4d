import { redirect } from "next/navigation";
import { database } from "@/db/client";
import { needsSetup } from "@/lib/accounts/set-up-first-admin";

export default async function Home() {
  redirect((await needsSetup(await database())) ? "/setup" : "/studies");
}
