namespace FaceGrid.Grains.Galleries;

/// <summary>Assigns people the small numbers that the packed templates carry; the number of a removed person is reused.</summary>
internal sealed class OwnerTable : IComparer<int>
{
    private readonly List<string?> _names = [];
    private readonly Stack<int> _free = new();

    public int Add(string name)
    {
        if (_free.TryPop(out var owner))
        {
            _names[owner] = name;
            return owner;
        }

        _names.Add(name);
        return _names.Count - 1;
    }

    public void Remove(int owner)
    {
        _names[owner] = null;
        _free.Push(owner);
    }

    public string NameOf(int owner) => _names[owner] ?? throw new InvalidOperationException($"owner {owner} was removed");

    /// <summary>The order of ties: by identity, ordinal.</summary>
    public int Compare(int a, int b) => string.CompareOrdinal(_names[a], _names[b]);
}
