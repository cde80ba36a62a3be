using FaceGrid.Client.Cli;
using FaceGrid.Vision;

namespace FaceGrid.Client.Hosting;

/// <summary>There are no silos without Orleans. This file is compiled where UseOrleans=false (docs/adr/0001).</summary>
internal static class SiloHost
{
    public static Task<int> Run(CommandContext context, string? config, IReadOnlyList<KeyValuePair<string, string?>> flags, CancellationToken cancellationToken) => Missing();

    public static Task<int> InitDatabase(CommandContext context, string? config, IReadOnlyList<KeyValuePair<string, string?>> flags, CancellationToken cancellationToken) => Missing();

    public static Task<int> PrintSchema(CommandContext context, CancellationToken cancellationToken) => Missing();

    private static Task<int> Missing() => Task.FromException<int>(
        new BadInputException("silo", "this build has no Orleans, since its package feed has none, and runs no silos (docs/adr/0001)"));
}
