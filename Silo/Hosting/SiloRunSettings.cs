using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Silo.Hosting;

/// <summary>Settings of a silo of a cluster.</summary>
/// <param name="Data">Folder of the local store's files, for a silo without configured storage, and of caches.</param>
/// <param name="Catalog">Encoders and style networks.</param>
/// <param name="Model">Name or file of the encoder that is loaded before the silo joins its cluster.</param>
/// <param name="Device">cpu, cuda or cuda:N.</param>
/// <param name="Threads">Processor threads of the engines; 0: one per core.</param>
/// <param name="Config">JSON file with a section "Silo"; null: none.</param>
/// <param name="Flags">Options of the command line, which override file and environment.</param>
/// <param name="Warn">Receives lines for the operator.</param>
public sealed record SiloRunSettings(
    string Data,
    ModelCatalog Catalog,
    string Model,
    string Device,
    int Threads,
    string? Config,
    IReadOnlyList<KeyValuePair<string, string?>> Flags,
    Action<string> Warn);
