using FaceGrid.Client.Models;
using FaceGrid.Grains.Interfaces;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Client.Hosting;

/// <param name="Data">Folder of the store.</param>
/// <param name="Model">The encoder, or null for commands that need none.</param>
/// <param name="Device">cpu, cuda or cuda:N.</param>
/// <param name="Threads">Of the encoder; 0: one for each core.</param>
/// <param name="MayCreate">The command may begin a new store; others refuse a folder that has none.</param>
internal sealed record GridSettings(string Data, ModelEntry? Model, string Device, int Threads, bool MayCreate)
{
    /// <summary>The gallery that the command is about.</summary>
    public string Gallery { get; init; } = GridKeys.DefaultGallery;

    /// <summary>Finds the encoder that the gallery's people were enrolled with, or taken to (<c>models activate</c>), where the command names none; null: it names one.</summary>
    public Func<string, ModelEntry>? ModelOfVersion { get; init; }

    /// <summary>Where the grains are, if not in this process: as <c>--cluster</c> has it.</summary>
    public string? Cluster { get; init; }

    /// <summary>Key-encryption keys (<c>--key-file</c>), or null.</summary>
    public string? KeyFile { get; init; }

    /// <summary>What the grains of some commands need beside this.</summary>
    public Action<IServiceCollection>? AddServices { get; init; }
}
