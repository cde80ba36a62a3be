using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>What outlives a process: grain storage and blobs.</summary>
internal sealed record World(MortalStorage Storage, MortalBlobs Blobs)
{
    public static World New()
    {
        var storage = new MortalStorage();
        return new World(storage, new MortalBlobs(storage));
    }

    /// <summary>As the next process finds it.</summary>
    public World NextLife()
    {
        var storage = Storage.NextLife();
        return new World(storage, new MortalBlobs(storage, Blobs));
    }
}
