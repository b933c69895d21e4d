export { default } from "../studies/layout";
