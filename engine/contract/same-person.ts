/**
 * Cosine from which two embeddings are taken for one person. Of 300 labelled pairs of photographs of
 * public figures the most alike strangers reach 0.32 and the least alike photos of one person 0.44
 * (`npm run bench:accuracy` prints both).
 */
export const samePersonCosine = 0.38;
