/**
 * The address of the page's own worker, through the one policy that the page's Content-Security-Policy allows. A browser
 * without such policies takes the text. Called once.
 */
export function trusted(url: string): string {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes
  const policy = factory?.createPolicy('runqscope', { createScriptURL: address => address })
  return policy?.createScriptURL(url) ?? url
}

/** The part of Trusted Types that is needed; a TrustedScriptURL goes where an address goes. */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): string }
}
