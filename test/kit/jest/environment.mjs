/** An environment without a separate context: a test shares the globals, and so the classes, of the product. */
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
