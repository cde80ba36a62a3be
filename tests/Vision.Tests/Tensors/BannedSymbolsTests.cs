using FaceGrid.Tests;
using FaceGrid.Vision.Tensors;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace FaceGrid.Vision.Tests.Tensors;

/// <summary>
/// Checks that the build bans all members that let a Scalar be freed too early (docs/adr/0014), and that no compiled code calls
/// them, because the analyser does not detect compound assignments (<c>t *= 2</c>).
/// </summary>
public sealed class BannedSymbolsTests : IDisposable
{
    private readonly ScalarUse _use = new();

    [Fact]
    public void BannedSymbols_OfTheTorchSharpInUse_NameEveryMemberThatLetsAScalarGo()
    {
        var banned = File.ReadLines(Path.Combine(SharedFiles.RepositoryRoot, "build", "BannedSymbols.txt"))
            .Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal))
            .Select(l => l.Split(';')[0])
            .ToList();
        var types = banned.Where(b => b[0] == 'T').Select(b => b[2..]).ToHashSet();

        // Methods of modules, optimisers and distributions need an instance, and creating one is banned.
        var wanted = _use.Public()
            .Where(m => !Within(types, m.Type) && (!IsModule(m.Type) || m.Id.Contains("#ctor", StringComparison.Ordinal)))
            .Select(m => m.Id)
            .Order(StringComparer.Ordinal);

        Assert.Equal(wanted, banned.Where(b => b[0] == 'M').Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(typeof(ScalarOperations))]
    [InlineData(typeof(BannedSymbolsTests))]
    public void Assembly_OutsideScalarOperations_CallsNothingThatLetsAScalarGo(Type inAssembly)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(inAssembly.Assembly.Location);

        var calls = _use.CallsIn(assembly).Where(c => c.Caller.DeclaringType.FullName != typeof(ScalarOperations).FullName);

        Assert.Empty(calls.Select(c => $"{c.Caller.FullName} calls {c.Member}"));
    }

    [Fact]
    public void ScalarOperations_EveryScalar_IsStoredBeforeItIsUsed()
    {
        var operations = typeof(ScalarOperations).FullName;
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(ScalarOperations).Assembly.Location);
        var made = assembly.MainModule.GetType(operations).Methods
            .SelectMany(m => m.Body.Instructions)
            .Where(i => i.Operand is MethodReference { ReturnType.FullName: "TorchSharp.Scalar" })
            .ToList();

        Assert.True(made.Count > 15, $"{made.Count} scalars");
        Assert.All(made, i => Assert.True(Stores(i.Next.OpCode), i.Next.ToString()));
        var others = _use.CallsIn(assembly).Where(c => c.Caller.DeclaringType.FullName == operations).Select(c => c.Member);
        Assert.All(others, m => Assert.Contains("::ToScalar(", m, StringComparison.Ordinal));
    }

    public void Dispose() => _use.Dispose();

    private static bool Stores(OpCode code) => code == OpCodes.Stsfld || code.Name.StartsWith("stloc", StringComparison.Ordinal);

    private static bool IsModule(TypeDefinition type) => (type.DeclaringType ?? type).Namespace == "TorchSharp.Modules";

    private static bool Within(HashSet<string> types, TypeDefinition? type) =>
        type is not null && (types.Contains(type.FullName.Replace('/', '.')) || Within(types, type.DeclaringType));
}
