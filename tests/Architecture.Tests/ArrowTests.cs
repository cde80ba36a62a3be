using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.xUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace FaceGrid.Architecture.Tests;

/// <summary>Dependencies point one way: Cli → Client → Grains.Interfaces ← Grains → Vision; Silo → Grains (docs/adr/0017).</summary>
public sealed class ArrowTests
{
    [Fact]
    public void Contracts_DependOnNothingOfOurs() =>
        Refuse(In(House.Contracts), House.Vision, House.Grains, House.Silo, House.Client, House.Cli);

    [Fact]
    public void Vision_DependsOnNothingOfOurs() =>
        Refuse(In(House.Vision), House.Contracts, House.Grains, House.Silo, House.Client, House.Cli);

    [Fact]
    public void Grains_DependOnContractsAndVisionOnly() => Refuse(In(House.Grains), House.Silo, House.Client, House.Cli);

    [Fact]
    public void Silo_DoesNotDependOnItsClients() => Refuse(In(House.Silo), House.Client, House.Cli);

    [Fact]
    public void Client_DoesNotDependOnGrainClasses() => Refuse(In(House.Client), House.Grains, House.Cli);

    [Fact]
    public void Cli_DoesNotDependOnGrainClasses() => Refuse(In(House.Cli), House.Grains);

    [Fact]
    public void Client_UsesOfTheSilo_OnlyHowToStartAndReachOne() => Types().That().ResideInAssembly(House.Client)
        .Should().NotDependOnAny(Types().That().ResideInAssembly(House.Silo).And().DoNotResideInNamespaceMatching(@"^FaceGrid\.Silo\.(Local|Clients)$"))
        .Check(House.All);

    [Fact]
    public void Cli_UsesOfTheSilo_OnlyItsCommandsAndTheFilesOfOperators() => Types().That().ResideInAssembly(House.Cli)
        .Should().NotDependOnAny(Types().That().ResideInAssembly(House.Silo).And().DoNotResideInNamespaceMatching(@"^FaceGrid\.Silo\.(Hosting|Local|Encryption|Models)$"))
        .Check(House.All);

    [Fact]
    public void TorchSharp_IsUsedInVisionOnly() => Types().That().DoNotResideInAssembly(House.Vision)
        .Should().NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching("^TorchSharp"))
        .Check(House.All);

    [Fact]
    public void Grains_OpenNoSockets() => Types().That().ResideInAssembly(House.Grains)
        .Should().NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching(@"^System\.Net"))
        .Check(House.All);

    private static GivenTypesConjunction In(Assembly assembly) => Types().That().ResideInAssembly(assembly);

    private static void Refuse(GivenTypesConjunction types, params Assembly[] others)
    {
        foreach (var other in others)
        {
            types.Should().NotDependOnAny(In(other)).Check(House.All);
        }
    }
}
