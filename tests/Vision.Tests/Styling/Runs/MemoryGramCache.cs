using FaceGrid.Vision.Styling;

namespace FaceGrid.Vision.Tests.Styling.Runs;

/// <summary>A cache that counts.</summary>
internal sealed class MemoryGramCache : IGramCache
{
    private readonly Dictionary<string, byte[]> _contents = [];

    public int Asked { get; private set; }

    public int Found { get; private set; }

    public int Kept { get; private set; }

    public byte[]? Find(string key)
    {
        Asked++;
        var found = _contents.GetValueOrDefault(key);
        Found += found is null ? 0 : 1;
        return found;
    }

    public void Keep(string key, byte[] matrices)
    {
        Kept++;
        _contents[key] = matrices;
    }

    public void Damage()
    {
        foreach (var key in _contents.Keys.ToList())
        {
            _contents[key] = _contents[key][..^9];
        }
    }
}
