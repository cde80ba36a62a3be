using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.xUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace FaceGrid.Architecture.Tests;

/// <summary>
/// Dependencies point one way: Cli → Client → Grains.Interfaces ← Grains → Vision; Silo → Grains (docs/adr/0017).
/// </summary>
public sealed class DependencyTests
{
    [Fact]
    public void Contracts_DependOnNothingOfOurs() =>
        Refuse(In(Product.Contracts), Product.Vision, Product.Grains, Product.Silo, Product.Client, Product.Cli);

    [Fact]
    public void Vision_DependsOnNothingOfOurs() =>
        Refuse(In(Product.Vision), Product.Contracts, Product.Grains, Product.Silo, Product.Client, Product.Cli);

    [Fact]
    public void Grains_DependOnContractsAndVisionOnly() => Refuse(In(Product.Grains), Product.Silo, Product.Client, Product.Cli);

    [Fact]
    public void Silo_DoesNotDependOnItsClients() => Refuse(In(Product.Silo), Product.Client, Product.Cli);

    [Fact]
    public void Client_DoesNotDependOnGrainClasses() => Refuse(In(Product.Client), Product.Grains, Product.Cli);

    [Fact]
    public void Cli_DoesNotDependOnGrainClasses() => Refuse(In(Product.Cli), Product.Grains);

    [Fact]
    public void Client_UsesOfTheSilo_OnlyHowToStartAndReachOne() => AssertSiloNamespaces(In(Product.Client), "Local|Clients");

    [Fact]
    public void Cli_UsesOfTheSilo_OnlyItsCommandsAndTheFilesOfOperators() =>
        AssertSiloNamespaces(In(Product.Cli), "Hosting|Local|Encryption|Models");

    [Fact]
    public void TorchSharp_IsUsedInVisionOnly() => Types().That().DoNotResideInAssembly(Product.Vision)
        .Should().NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching("^TorchSharp"))
        .Check(Product.All);

    [Fact]
    public void Grains_OpenNoSockets() => Types().That().ResideInAssembly(Product.Grains)
        .Should().NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching(@"^System\.Net"))
        .Check(Product.All);

    private static void AssertSiloNamespaces(GivenTypesConjunction types, string allowed)
    {
        var others = In(Product.Silo).And().DoNotResideInNamespaceMatching($@"^FaceGrid\.Silo\.({allowed})$");
        types.Should().NotDependOnAny(others).Check(Product.All);
    }

    private static GivenTypesConjunction In(Assembly assembly) => Types().That().ResideInAssembly(assembly);

    private static void Refuse(GivenTypesConjunction types, params Assembly[] others)
    {
        foreach (var other in others)
        {
            types.Should().NotDependOnAny(In(other)).Check(Product.All);
        }
    }
}
