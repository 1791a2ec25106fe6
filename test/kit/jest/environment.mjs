/** No context of its own: a test has the globals of its process, and their classes are those of the product. */
export default class ProcessEnvironment {
  constructor(_config, { console }) {
    this.global = { console };
  }
  async setup() {}
  async teardown() {}
  getVmContext() {
    return null;
  }
}
