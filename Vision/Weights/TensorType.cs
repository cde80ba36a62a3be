namespace FaceGrid.Vision.Weights;

/// <summary>Element types of the safetensors format that this reader knows, by the format's own names.</summary>
public enum TensorType
{
    Bool,
    U8,
    I8,
    I16,
    U16,
    F16,
    BF16,
    I32,
    U32,
    F32,
    F64,
    I64,
    U64,
}
