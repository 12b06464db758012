"""onnxruntime over the very forest that the bench evaluates: its nodes as a TreeEnsembleClassifier, on one thread."""
import numpy as np
import onnxruntime
from onnx import TensorProto, helper
from protocol import column, parameter, serve

columns, classes = int(parameter("columns")), int(parameter("classes"))
threshold, left, feature, roots = column("threshold.f32"), column("left.i32"), column("feature.u16"), column("roots.i32")
value = column("value.f32").reshape(-1, classes)
rows = column("features.f32").reshape(-1, columns)

nodes = np.arange(len(threshold))
leaf = left == nodes
tree = np.searchsorted(roots, nodes, side="right") - 1
number = nodes - roots[tree]
child = np.where(leaf, 0, left - roots[tree])
leaves = nodes[leaf]
classifier = helper.make_node(
    "TreeEnsembleClassifier", ["rows"], ["label", "probability"], domain="ai.onnx.ml",
    nodes_treeids=tree.tolist(), nodes_nodeids=number.tolist(), nodes_featureids=feature.tolist(),
    nodes_modes=["LEAF" if is_leaf else "BRANCH_LEQ" for is_leaf in leaf],
    nodes_values=np.where(leaf, 0, threshold).astype(np.float32).tolist(),
    nodes_truenodeids=child.tolist(), nodes_falsenodeids=np.where(leaf, 0, child + 1).tolist(),
    nodes_hitrates=[1.0] * len(nodes), nodes_missing_value_tracks_true=[0] * len(nodes),
    class_treeids=np.repeat(tree[leaf], classes).tolist(), class_nodeids=np.repeat(number[leaf], classes).tolist(),
    class_ids=np.tile(np.arange(classes), len(leaves)).tolist(),
    class_weights=(value[leaves] / np.float32(len(roots))).ravel().tolist(),
    classlabels_int64s=list(range(classes)), post_transform="NONE",
)
graph = helper.make_graph(
    [classifier], "forest", [helper.make_tensor_value_info("rows", TensorProto.FLOAT, [None, columns])],
    [helper.make_tensor_value_info("label", TensorProto.INT64, [None]),
     helper.make_tensor_value_info("probability", TensorProto.FLOAT, [None, classes])],
)
imports = [helper.make_opsetid("", 15), helper.make_opsetid("ai.onnx.ml", 1)]
model = helper.make_model(graph, opset_imports=imports, ir_version=8)
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
serve(f"onnxruntime {onnxruntime.__version__}", lambda: session.run(["probability"], {"rows": rows}), lambda found: found[0])
