import { z } from "zod";
import { id } from "../draft/schema";

export const viewerInput = z.strictObject({ studyId: id, userId: id });
