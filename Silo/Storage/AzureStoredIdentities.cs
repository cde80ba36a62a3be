using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Storage;

namespace FaceGrid.Silo.Storage;

/// <summary>Lists identities in the container of Orleans' Azure Blob provider, whose blobs are named <c>state-type/key.json</c>.</summary>
internal sealed class AzureStoredIdentities(BlobContainerClient container) : IStoredIdentities
{
    private const string Suffix = ".json";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> List(string tenant, string? after, int count)
    {
        var prefix = $"{IStoredIdentities.StateName}-{IStoredIdentities.StateName}/{GridKeys.Identity(tenant, "")}";
        var options = new GetBlobsOptions { Prefix = prefix, StartFrom = after is null ? null : prefix + after + Suffix };
        var names = new List<string>();
        try
        {
            await foreach (var blob in container.GetBlobsAsync(options))
            {
                // The first one is that of the former call; an emulator may return all.
                if (after is null || string.CompareOrdinal(blob.Name, options.StartFrom) > 0)
                {
                    names.Add(blob.Name[prefix.Length..^Suffix.Length]);
                    if (names.Count == count)
                    {
                        break;
                    }
                }
            }
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // Nothing was stored yet.
        }

        return names;
    }
}
