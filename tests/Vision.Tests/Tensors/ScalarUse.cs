using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace FaceGrid.Vision.Tests.Tensors;

/// <summary>
/// Finds the members of TorchSharp that create a Scalar and do not keep it alive until the native call returns, by analysing its
/// code: all members that convert a number to a Scalar, all that call such a member, and the constructors of classes that override
/// a method with such a call.
/// </summary>
internal sealed class ScalarUse : IDisposable
{
    private readonly AssemblyDefinition _assembly = AssemblyDefinition.ReadAssembly(typeof(TorchSharp.Scalar).Assembly.Location);
    private readonly Dictionary<string, MethodDefinition> _methods;
    private readonly HashSet<string> _members;

    public ScalarUse()
    {
        _methods = Methods(_assembly).ToDictionary(m => m.FullName);
        _members = [.. _methods.Values.Where(MakesScalar).Select(m => m.FullName)];
        var calls = _methods.Values.Where(m => m.HasBody).ToDictionary(m => m.FullName, m => Called(m).ToHashSet());
        AddStateMachines(calls);
        Spread(calls);
    }

    /// <summary>The documentation ids of the members that other assemblies can call.</summary>
    public IEnumerable<(string Id, TypeDefinition Type)> Public() => _members
        .Select(m => _methods[m])
        .Where(m => m.IsPublic && IsVisible(m.DeclaringType))
        .Select(m => (DocCommentId.GetDocCommentId(m), m.DeclaringType));

    /// <summary>The calls of such members in an assembly, as "caller calls member".</summary>
    public IEnumerable<(MethodDefinition Caller, string Member)> CallsIn(AssemblyDefinition assembly) =>
        Methods(assembly).Where(m => m.HasBody).SelectMany(m => Called(m).Where(_members.Contains).Select(c => (m, c)));

    public void Dispose() => _assembly.Dispose();

    private static bool MakesScalar(MethodDefinition method) => method is
    {
        ReturnType.FullName: "TorchSharp.Scalar",
        DeclaringType.FullName: "TorchSharp.Scalar" or "TorchSharp.ScalarExtensionMethods",
        IsStatic: true,
    };

    private static IEnumerable<MethodDefinition> Methods(AssemblyDefinition assembly) =>
        assembly.MainModule.GetAllTypes().SelectMany(t => t.Methods);

    private static IEnumerable<string> Called(MethodDefinition method) =>
        method.Body.Instructions.Select(i => i.Operand).OfType<MethodReference>().Select(m => FullName(m.GetElementMethod()));

    /// <summary>For a method of a generic class, the name as declared in the class.</summary>
    private static string FullName(MethodReference method) =>
        method.DeclaringType.IsGenericInstance && method.DeclaringType.Scope.Name.StartsWith("TorchSharp", StringComparison.Ordinal)
            ? method.Resolve()?.FullName ?? method.FullName
            : method.FullName;

    private static bool IsVisible(TypeDefinition type) => type.IsPublic || (type.IsNestedPublic && IsVisible(type.DeclaringType));

    /// <summary>Creating the state machine of an iterator or async method counts as a call of its body.</summary>
    private void AddStateMachines(Dictionary<string, HashSet<string>> calls)
    {
        foreach (var body in _methods.Values.Where(m => m.Name == "MoveNext"))
        {
            foreach (var constructor in body.DeclaringType.GetConstructors())
            {
                calls[constructor.FullName].Add(body.FullName);
            }
        }
    }

    private void Spread(Dictionary<string, HashSet<string>> calls)
    {
        int before;
        do
        {
            before = _members.Count;
            _members.UnionWith(calls.Where(c => c.Value.Overlaps(_members)).Select(c => c.Key));

            // A virtual call refers to the base class, so the constructors of overriding classes are included.
            _members.UnionWith(_assembly.MainModule.GetAllTypes()
                .Where(t => t.FullName != "TorchSharp.torch/Tensor" && t.Methods.Any(m => m.IsVirtual && _members.Contains(m.FullName)))
                .SelectMany(t => t.GetConstructors())
                .Select(c => c.FullName));
        }
        while (_members.Count > before);
    }
}
