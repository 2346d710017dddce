/**
 * Functions that compilers put into a module besides the program's own, by their names: TypeScript
 * (tslib), esbuild, then Babel and SWC. A plan leaves them and what stands in them off, unless a
 * rule or a line names them.
 */
const names = new Set(
  `__addDisposableResource __assign __asyncDelegator __asyncGenerator __asyncValues __await
  __awaiter __classPrivateFieldGet __classPrivateFieldIn __classPrivateFieldSet __createBinding
  __decorate __disposeResources __esDecorate __exportStar __extends __generator __importDefault
  __importStar __makeTemplateObject __metadata __param __propKey __read __rest
  __rewriteRelativeImportExtension __runInitializers __setFunctionName __setModuleDefault __spread
  __spreadArray __spreadArrays __values

  __accessCheck __async __callDispose __commonJS __copyProps __decorateClass __decorateElement
  __decorateParam __decoratorStart __defNormalProp __earlyAccess __esm __export __expectFn
  __forAwait __name __objRest __privateAdd __privateGet __privateIn __privateMethod __privateSet
  __privateWrapper __publicField __reExport __require __restKey __spreadProps __spreadValues
  __template __toBinary __toBinaryNode __toCommonJS __toESM __using __yieldStar

  _assertThisInitialized _async_to_generator _asyncToGenerator _call_super _callSuper
  _class_call_check _classCallCheck _create_class _createClass _define_property _defineProperty
  _defineProperties _getPrototypeOf _get_prototype_of _getRequireWildcardCache
  _export _export_star _inherits _interop_require_default
  _interopRequireDefault _interop_require_wildcard _interopRequireWildcard
  _isNativeReflectConstruct _object_spread _objectSpread _objectSpread2 _object_spread_props
  _objectWithoutProperties _object_without_properties _objectWithoutPropertiesLoose
  _possibleConstructorReturn _possible_constructor_return _regeneratorRuntime _setPrototypeOf
  _set_prototype_of _sliced_to_array _slicedToArray _to_consumable_array _toConsumableArray
  _toPrimitive _toPropertyKey _ts_decorate _ts_generator _ts_metadata _ts_param
  asyncGeneratorStep`.split(/\s+/),
);

export function isCompilerHelper(name: string): boolean {
  return names.has(name);
}
