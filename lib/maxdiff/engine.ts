/** Name and version of the numbers' maker, stored with every design and report it makes. */
export const ENGINE = "tradeoff-0.1.0";
