/** Whether this page is a file with a recording inside, and not the page of a server: known when it is built. */
export const inFile = import.meta.env.MODE === 'report'
