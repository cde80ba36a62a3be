namespace FaceGrid.Grains.Galleries;

/// <summary>Gives people small numbers, which the packed templates carry, and takes them back.</summary>
internal sealed class OwnerTable : IComparer<int>
{
    private readonly List<string?> names = [];
    private readonly Stack<int> free = new();

    public int Add(string name)
    {
        if (free.TryPop(out var owner))
        {
            names[owner] = name;
            return owner;
        }

        names.Add(name);
        return names.Count - 1;
    }

    public void Remove(int owner)
    {
        names[owner] = null;
        free.Push(owner);
    }

    public string NameOf(int owner) => names[owner] ?? throw new InvalidOperationException($"owner {owner} was removed");

    /// <summary>The order of ties: by identity, ordinal.</summary>
    public int Compare(int a, int b) => string.CompareOrdinal(names[a], names[b]);
}
