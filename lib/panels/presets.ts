import type { SourceSettings } from "@/db/schema/study-content";
import type { ExitName } from "./exits";

export type PresetName = NonNullable<SourceSettings["preset"]>;

export interface Preset {
  /** The panel's own name; null for any other panel. */
  readonly name: string | null;
  readonly idParameter: string;
  /** What is added to the link, with the placeholders that the panel fills in. */
  readonly entryQuery: string;
  readonly hosts: readonly string[];
  /** {{code}} stands where the study's own code must be written: no exit is saved with it. */
  readonly exits: Readonly<Record<ExitName, string>>;
}

/** How known panels do it; the README says what is documented and what is not. */
export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  prolific: {
    name: "Prolific",
    idParameter: "PROLIFIC_PID",
    entryQuery:
      "PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}&SESSION_ID={{%SESSION_ID%}}",
    hosts: ["app.prolific.com"],
    exits: {
      complete: "https://app.prolific.com/submissions/complete?cc={{code}}",
      screenedOut: "https://app.prolific.com/submissions/complete?cc={{code}}",
      overQuota: "https://app.prolific.com/submissions/complete?cc={{code}}",
      quality: "https://app.prolific.com/submissions/complete?cc=NOCODE",
      closed: "https://app.prolific.com/submissions/complete?cc=NOCODE",
    },
  },
  cint: {
    name: "Cint",
    idParameter: "RID",
    entryQuery: "RID=[%RID%]",
    hosts: ["www.samplicio.us"],
    exits: {
      complete: "https://www.samplicio.us/router/ClientCallBack.aspx?RIS=10&RID={{rid}}",
      screenedOut: "https://www.samplicio.us/router/ClientCallBack.aspx?RIS=20&RID={{rid}}",
      overQuota: "https://www.samplicio.us/router/ClientCallBack.aspx?RIS=40&RID={{rid}}",
      quality: "https://www.samplicio.us/router/ClientCallBack.aspx?RIS=30&RID={{rid}}",
      closed: "https://www.samplicio.us/router/ClientCallBack.aspx?RIS=20&RID={{rid}}",
    },
  },
  dynata: {
    name: "Dynata",
    idParameter: "psid",
    entryQuery:
      "pid=<#DubKnowledge[1500/Entity id]>&k2=<#Project[Secure Key 2]>&psid=<#IdParameter[Value]>",
    hosts: ["api.dynata.com"],
    exits: {
      complete: "https://api.dynata.com/respondent/exit?rst=1&psid={{rid}}",
      screenedOut: "https://api.dynata.com/respondent/exit?rst=2&psid={{rid}}",
      overQuota: "https://api.dynata.com/respondent/exit?rst=3&psid={{rid}}",
      quality: "https://api.dynata.com/respondent/exit?rst=2&qflag=3&psid={{rid}}",
      closed: "https://api.dynata.com/respondent/exit?rst=3&psid={{rid}}",
    },
  },
  generic: {
    name: null,
    idParameter: "rid",
    entryQuery: "rid=ID",
    hosts: [],
    exits: { complete: "", screenedOut: "", overQuota: "", quality: "", closed: "" },
  },
};
