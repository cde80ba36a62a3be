namespace FaceGrid.Vision.Styling;

/// <summary>Keeps what <see cref="GramTargets.Compute"/> came to, across runs. Used by several runs at once.</summary>
public interface IGramCache
{
    /// <param name="key">Of all that decides the bits: see <see cref="GramTargets.Cached"/>.</param>
    /// <returns>As <see cref="GramTargets.ToBytes"/> wrote them; null: not there.</returns>
    byte[]? Find(string key);

    /// <summary>May fail silently: what is not there is computed again.</summary>
    void Keep(string key, byte[] matrices);
}
