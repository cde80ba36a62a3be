using FaceGrid.Grains.Storage;
using Orleans.Storage;

namespace FaceGrid.Silo.Storage;

/// <summary>Serialises grain state as the same JSON in all stores, so that it can be moved between them.</summary>
internal sealed class JsonStateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(StateJson.Write(input));

    public T Deserialize<T>(BinaryData input) => StateJson.Read<T>(input.ToArray());
}
