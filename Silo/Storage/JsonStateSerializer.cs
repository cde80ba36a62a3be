using FaceGrid.Grains.Storage;
using Orleans.Storage;

namespace FaceGrid.Silo.Storage;

/// <summary>Grain state in the same JSON everywhere, so that it can be carried from one store to another.</summary>
internal sealed class JsonStateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(StateJson.Write(input));

    public T Deserialize<T>(BinaryData input) => StateJson.Read<T>(input.ToArray());
}
