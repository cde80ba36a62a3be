namespace FaceGrid.Vision.Styling;

/// <summary>Caches the results of <see cref="GramTargets.Compute"/> across runs. Must be safe for concurrent calls.</summary>
public interface IGramCache
{
    /// <summary>Reads an entry.</summary>
    /// <param name="key">Identifies everything that determines the bits: see <see cref="GramTargets.Cached"/>.</param>
    /// <returns>The bytes of <see cref="GramTargets.ToBytes"/>; null where there is no entry.</returns>
    byte[]? Find(string key);

    /// <summary>Writes an entry. May fail silently: a missing entry is computed again.</summary>
    /// <param name="key">The key of the entry.</param>
    /// <param name="matrices">From <see cref="GramTargets.ToBytes"/>.</param>
    void Keep(string key, byte[] matrices);
}
