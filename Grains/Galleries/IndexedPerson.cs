using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>One searchable person of a <see cref="ShardIndex"/>.</summary>
/// <param name="owner">Number of the person in the packed templates.</param>
internal sealed class IndexedPerson(int owner)
{
    public int Owner { get; } = owner;

    /// <summary>The committed entry behind <see cref="Rows"/>.</summary>
    public required ShardEntry Entry { get; set; }

    /// <summary>Rows of the person's templates.</summary>
    public int[] Rows { get; set; } = [];

    /// <summary>Row of the mean template, where the means are packed.</summary>
    public int? MeanRow { get; set; }
}
