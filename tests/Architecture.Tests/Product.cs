using ArchUnitNET.Loader;
using FaceGrid.Client;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Silo.Local;
using FaceGrid.Vision;
using Assembly = System.Reflection.Assembly;

namespace FaceGrid.Architecture.Tests;

/// <summary>The production assemblies with their references, loaded once.</summary>
internal static class Product
{
    public static readonly Assembly Contracts = typeof(GridKeys).Assembly;

    public static readonly Assembly Vision = typeof(BadInputException).Assembly;

    public static readonly Assembly Grains = typeof(IdentityGrain).Assembly;

    public static readonly Assembly Silo = typeof(LocalSilo).Assembly;

    public static readonly Assembly Client = typeof(FaceClient).Assembly;

    public static readonly Assembly Cli = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "facegrid.dll"));

    public static readonly ArchUnitNET.Domain.Architecture All =
        new ArchLoader().LoadAssemblies(Contracts, Vision, Grains, Silo, Client, Cli).Build();
}
